<#import "template.ftl" as layout>
<#import "mfa-parts.ftl" as parts>
<#assign ways = (auth.authenticationSelections)!>
<#assign person = parts.person()>
<@parts.withoutKeycloaksHead/>
<#assign codeError = messagesPerField.get("code")!"">
<#assign sendingText = (mfa.sendingKey??)?then(msg(mfa.sendingKey!"", mfa.sendingArgument!""), "")>
<#assign spoken = codeError?has_content?then(codeError, (mfa.sendingError!false)?then(sendingText, ""))>
<#global title = parts.titled(spoken)>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    ${msg(mfa.enrolling?then("mfaSmsEnrolCodeTitle", "mfaSmsCodeTitle"))}
  <#elseif section = "form">
    <@parts.styles/>
    <@parts.asPerson person/>
    <#if sendingText?has_content>
      <p id="mfa-status" class="mfa-status ${mfa.sendingError?then('mfa-status-error', '')}" role="${mfa.sendingError?then('alert', 'status')}">${sendingText}</p>
    </#if>
    <#if mfa.dead>
      <p id="mfa-code-error" class="mfa-error" role="alert">${msg(mfa.enrolling?then("mfaEnrolExhausted", "mfaCodeExhausted"))}</p>
    <#else>
      <#if !mfa.failed><p id="mfa-sms-sent" class="mfa-hint">${msg("mfaSmsSentTo")} <bdi class="mfa-number">${mfa.masked}</bdi></p></#if>
      <form id="mfa-code-form" class="${properties.kcFormClass!}" action="${url.loginAction}" method="post" novalidate>
        <@parts.textField name="code" label=msg("mfaCodeLabel", mfa.digits) error=codeError inputmode="numeric"
          autocomplete="one-time-code" autofocus=true/>
        <#if mfa.enrolling>
          <div class="${properties.kcCheckboxClass!}">
            <input type="checkbox" id="logout-sessions" name="logout-sessions" class="${properties.kcCheckboxInputClass!}">
            <label for="logout-sessions" class="${properties.kcCheckboxLabelClass!}">${msg("logoutOtherSessions")}</label>
          </div>
        </#if>
        <@parts.primary id="mfa-code-submit" label=msg("doSubmit")/>
      </form>
      <div class="mfa-wishes">
        <@parts.wish name="mfa-action" value="resend" id="mfa-resend" label=msg("mfaResend")/>
        <#list mfa.numbers as number>
          <@parts.wish name="mfa-number" value=number.id class="mfa-other-number" label=msg("mfaUseNumber", number.label)/>
        </#list>
      </div>
    </#if>
    <#if mfa.enrolling>
      <@parts.wish name="mfa-action" value="change" id="mfa-change-number" label=msg("mfaChangeNumber")/>
      <#if isAppInitiatedAction??>
        <@parts.wish name="cancel-aia" value="true" id="mfa-cancel" label=msg("doCancel")/>
      </#if>
    <#else>
      <@parts.otherWays ways/>
      <p class="mfa-restart"><a id="mfa-restart" href="${url.loginRestartFlowUrl}">${msg("restartLoginTooltip")}</a></p>
    </#if>
  </#if>
</@layout.registrationLayout>
