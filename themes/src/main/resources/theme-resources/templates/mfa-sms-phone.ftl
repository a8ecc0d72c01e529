<#import "template.ftl" as layout>
<#import "mfa-parts.ftl" as parts>
<#assign phoneError = messagesPerField.get("phone")!"">
<#assign labelError = messagesPerField.get("label")!"">
<#global title = parts.titled(phoneError?has_content?then(phoneError, labelError))>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    ${msg("mfaSmsEnrolTitle")}
  <#elseif section = "form">
    <@parts.styles/>
    <p class="mfa-hint">${msg("mfaSmsEnrolIntro")}</p>
    <form id="mfa-phone-form" class="${properties.kcFormClass!}" action="${url.loginAction}" method="post" novalidate>
      <@parts.textField name="phone" type="tel" inputmode="tel" label=msg("mfaPhoneLabel") value=mfa.phone error=phoneError
        autocomplete="tel" autofocus=!labelError?has_content
        hint=mfa.region?has_content?then(msg("mfaPhoneHintRegion", mfa.region), msg("mfaPhoneHint"))/>
      <@parts.textField name="label" label=msg("mfaLabelLabel") value=mfa.label error=labelError hint=msg("mfaLabelHint")/>
      <@parts.primary id="mfa-phone-submit" label=msg("mfaSendCode")/>
    </form>
    <#if isAppInitiatedAction??>
      <@parts.wish name="cancel-aia" value="true" id="mfa-cancel" label=msg("doCancel")/>
    </#if>
  </#if>
</@layout.registrationLayout>
