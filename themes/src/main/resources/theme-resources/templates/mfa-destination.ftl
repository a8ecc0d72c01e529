<#import "template.ftl" as layout>
<#import "mfa-parts.ftl" as parts>
<#assign sms = mfa.factor == "mfa-sms">
<#assign field = sms?then("phone", "address")>
<#assign fieldError = messagesPerField.get(field)!"">
<#assign labelError = messagesPerField.get("label")!"">
<#global title = parts.titled(fieldError?has_content?then(fieldError, labelError))>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    ${msg(sms?then("mfaSmsEnrolTitle", "mfaEmailEnrolTitle"))}
  <#elseif section = "form">
    <@parts.styles/>
    <p class="mfa-hint">${msg(sms?then("mfaSmsEnrolIntro", "mfaEmailEnrolIntro"))}</p>
    <#list mfa.unconfirmed as waiting>
      <@parts.wish name="mfa-confirm" value=waiting.id class="mfa-confirm" label=msg("mfaConfirm", waiting.label)/>
    </#list>
    <#if mfa.fromProfile>
      <#if mfa.prescribed?has_content>
        <p class="mfa-hint">${msg("mfaFromProfile")} <bdi class="mfa-number">${mfa.prescribed}</bdi></p>
      </#if>
      <#if fieldError?has_content>
        <p id="mfa-${field}-error" class="mfa-error" role="alert">${fieldError}</p>
      <#elseif !mfa.prescribed?has_content>
        <p id="mfa-${field}-error" class="mfa-error" role="alert">${msg("mfaNothingInProfile")}</p>
      </#if>
      <#if mfa.prescribed?has_content>
        <form id="mfa-destination-form" class="${properties.kcFormClass!}" action="${url.loginAction}" method="post" novalidate>
          <input type="hidden" name="${field}" value="">
          <@parts.primary id="mfa-destination-submit" label=msg("mfaSendCode")/>
        </form>
      </#if>
    <#else>
      <form id="mfa-destination-form" class="${properties.kcFormClass!}" action="${url.loginAction}" method="post" novalidate>
        <#if sms>
          <@parts.textField name="phone" type="tel" inputmode="tel" label=msg("mfaPhoneLabel") value=mfa.typed error=fieldError
            autocomplete="tel" autofocus=!labelError?has_content
            hint=mfa.region?has_content?then(msg("mfaPhoneHintRegion", mfa.region), msg("mfaPhoneHint"))/>
        <#else>
          <@parts.textField name="address" type="email" inputmode="email" label=msg("mfaAddressLabel") value=mfa.typed error=fieldError
            autocomplete="email" autofocus=!labelError?has_content hint=msg("mfaAddressHint")/>
        </#if>
        <@parts.textField name="label" label=msg("mfaLabelLabel") value=mfa.label error=labelError
          hint=msg(sms?then("mfaLabelHint", "mfaAddressLabelHint"))/>
        <@parts.primary id="mfa-destination-submit" label=msg("mfaSendCode")/>
      </form>
    </#if>
    <#if isAppInitiatedAction??>
      <@parts.wish name="cancel-aia" value="true" id="mfa-cancel" label=msg("doCancel")/>
    </#if>
  </#if>
</@layout.registrationLayout>
