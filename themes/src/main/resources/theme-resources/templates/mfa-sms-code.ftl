<#import "template.ftl" as layout>
<#import "mfa-parts.ftl" as parts>
<#assign codeError = messagesPerField.get("code")!"">
<#assign sendingText = (mfa.sendingKey??)?then(msg(mfa.sendingKey!"", mfa.sendingArgument!""), "")>
<#assign spoken = codeError?has_content?then(codeError, (mfa.sendingError!false)?then(sendingText, ""))>
<#global title = parts.titled(spoken)>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    ${msg(mfa.enrolling?then("mfaSmsEnrolCodeTitle", "mfaSmsCodeTitle"))}
  <#elseif section = "form">
    <@parts.styles/>
    <#if sendingText?has_content>
      <p id="mfa-status" class="mfa-status ${mfa.sendingError?then('mfa-status-error', '')}" role="${mfa.sendingError?then('alert', 'status')}">${sendingText}</p>
    </#if>
    <#if mfa.dead>
      <p id="mfa-code-error" class="mfa-error" role="alert">${msg("mfaCodeExhausted")}</p>
    <#else>
      <p id="mfa-sms-sent" class="mfa-hint">${msg("mfaSmsSentTo")} <bdi class="mfa-number">${mfa.masked}</bdi></p>
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
        <#if mfa.enrolling>
          <@parts.wish name="mfa-action" value="change" id="mfa-change-number" label=msg("mfaChangeNumber")/>
        </#if>
        <#list mfa.numbers as number>
          <@parts.wish name="mfa-number" value=number.id class="mfa-other-number" label=msg("mfaUseNumber", number.label)/>
        </#list>
      </div>
    </#if>
    <#if mfa.enrolling>
      <#if isAppInitiatedAction??>
        <@parts.wish name="cancel-aia" value="true" id="mfa-cancel" label=msg("doCancel")/>
      </#if>
    <#else>
      <@parts.otherWays/>
      <p class="mfa-restart"><a id="mfa-restart" href="${url.loginRestartFlowUrl}">${msg("restartLoginTooltip")}</a></p>
    </#if>
  </#if>
</@layout.registrationLayout>
