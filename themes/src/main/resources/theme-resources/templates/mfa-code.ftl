<#import "template.ftl" as layout>
<#import "mfa-parts.ftl" as parts>
<#assign texts = {
  "mfa-sms": {"title": "mfaSmsCodeTitle", "enrol": "mfaSmsEnrolCodeTitle", "sent": "mfaSmsSentTo", "other": "mfaUseNumber",
    "change": "mfaChangeNumber"},
  "mfa-email": {"title": "mfaEmailCodeTitle", "enrol": "mfaEmailEnrolCodeTitle", "sent": "mfaEmailSentTo", "other": "mfaUseAddress",
    "change": "mfaChangeAddress"}
}[mfa.factor]>
<#assign ways = (auth.authenticationSelections)!>
<#assign person = parts.person()>
<@parts.withoutKeycloaksHead/>
<#assign codeError = messagesPerField.get("code")!"">
<#assign sendingText = (mfa.sendingKey??)?then(msg(mfa.sendingKey!"", mfa.sendingArgument!""), "")>
<#assign spoken = codeError?has_content?then(codeError, (mfa.sendingError!false)?then(sendingText, ""))>
<#global title = parts.titled(spoken)>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    ${msg(mfa.enrolling?then(texts.enrol, texts.title))}
  <#elseif section = "form">
    <@parts.styles/>
    <@parts.asPerson person/>
    <@parts.why/>
    <#if sendingText?has_content>
      <p id="mfa-status" class="mfa-status ${mfa.sendingError?then('mfa-status-error', '')}" role="${mfa.sendingError?then('alert', 'status')}">${sendingText}</p>
    </#if>
    <#if mfa.dead>
      <p id="mfa-code-error" class="mfa-error" role="alert">${msg(mfa.enrolling?then("mfaEnrolExhausted", "mfaCodeExhausted"))}</p>
    <#else>
      <#if !mfa.failed><p id="mfa-code-sent" class="mfa-hint">${msg(texts.sent)} <bdi class="mfa-number">${mfa.masked}</bdi></p></#if>
      <#if mfa.deliveryUrl?has_content>
        <p id="mfa-delivery" class="mfa-status" role="status" aria-live="polite" data-state="${mfa.deliveryUrl}"
          data-sent="${msg("mfaDelivered")}" data-failed="${msg("mfaSendFailed")}"></p>
        <script type="module" src="${url.resourcesPath}/js/mfa-delivery.js"></script>
      </#if>
      <form id="mfa-code-form" data-factor="${mfa.factor}" class="${properties.kcFormClass!}" action="${url.loginAction}" method="post" novalidate>
        <@parts.textField name="code" label=msg("mfaCodeLabel", mfa.digits) error=codeError inputmode="numeric"
          autocomplete="one-time-code" autofocus=true hint=mfa.reference?has_content?then(msg("mfaReference", mfa.reference), "")/>
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
        <#list mfa.others as other>
          <@parts.wish name="mfa-destination" value=other.id class="mfa-other-number" label=msg(texts.other, other.label)/>
        </#list>
      </div>
    </#if>
    <#if mfa.enrolling>
      <@parts.wish name="mfa-action" value="change" id="mfa-change" label=msg(texts.change)/>
      <#if isAppInitiatedAction??>
        <@parts.wish name="cancel-aia" value="true" id="mfa-cancel" label=msg("doCancel")/>
      </#if>
    <#else>
      <@parts.otherWays ways/>
      <p class="mfa-restart"><a id="mfa-restart" href="${url.loginRestartFlowUrl}">${msg("restartLoginTooltip")}</a></p>
    </#if>
  </#if>
</@layout.registrationLayout>
