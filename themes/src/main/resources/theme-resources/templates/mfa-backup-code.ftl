<#import "template.ftl" as layout>
<#import "mfa-parts.ftl" as parts>
<#assign ways = (auth.authenticationSelections)!>
<#assign person = parts.person()>
<@parts.withoutKeycloaksHead/>
<#assign codeError = messagesPerField.get("code")!"">
<#global title = parts.titled(codeError)>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    ${msg(mfa.passkeyFirst?then("mfaBackupPasskeyTitle", "mfaBackupCodeTitle"))}
  <#elseif section = "form">
    <@parts.styles/>
    <@parts.asPerson person/>
    <@parts.why/>
    <#if mfa.passkeyFirst>
      <p class="mfa-hint">${msg("mfaBackupPasskeyIntro")}</p>
      <div class="${properties.kcFormGroupClass!}">
        <a id="mfa-passkey" href="${url.loginRestartFlowUrl}"
          class="${properties.kcButtonPrimaryClass!} ${properties.kcButtonBlockClass!}">${msg("mfaBackupUsePasskey")}</a>
      </div>
      <@parts.wish name="mfa-action" value="code" id="mfa-use-code" label=msg("mfaBackupUseCode")/>
    <#else>
      <p class="mfa-hint">${msg("mfaBackupCodeIntro")}</p>
      <#if mfa.few>
        <p id="mfa-few" class="mfa-status" role="status">${msg("mfaBackupFew", mfa.left)}</p>
      </#if>
      <form id="mfa-backup-code-form" class="${properties.kcFormClass!}" action="${url.loginAction}" method="post" novalidate>
        <@parts.textField name="code" label=msg("mfaBackupCodeLabel") error=codeError autofocus=true hint=msg("mfaBackupCodeHint")/>
        <@parts.primary id="mfa-backup-code-submit" label=msg("doSubmit")/>
      </form>
      <@parts.otherWays ways/>
      <p class="mfa-restart"><a id="mfa-restart" href="${url.loginRestartFlowUrl}">${msg("restartLoginTooltip")}</a></p>
    </#if>
  </#if>
</@layout.registrationLayout>
