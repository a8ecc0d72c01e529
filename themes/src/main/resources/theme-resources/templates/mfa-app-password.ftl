<#import "template.ftl" as layout>
<#import "mfa-parts.ftl" as parts>
<#assign nameError = messagesPerField.get("name")!"">
<#assign serviceError = messagesPerField.get("service")!"">
<#assign untilError = messagesPerField.get("until")!"">
<#global title = parts.titled([nameError, serviceError, untilError]?filter(error -> error?has_content)?first!"")>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    ${msg("mfaAppTitle")}
  <#elseif section = "form">
    <@parts.styles/>
    <p class="mfa-hint">${msg("mfaAppIntro")}</p>
    <#if mfa.services?has_content>
      <form id="mfa-app-password-form" class="${properties.kcFormClass!}" action="${url.loginAction}" method="post" novalidate>
        <@parts.textField name="name" label=msg("mfaAppNameLabel") value=mfa.name error=nameError
          autofocus=!(serviceError?has_content || untilError?has_content) hint=msg("mfaAppNameHint")/>
        <div class="${properties.kcFormGroupClass!}">
          <div class="${properties.kcFormGroupLabelClass!}">
            <label for="mfa-service" class="${properties.kcFormLabelClass!}"><span class="${properties.kcFormLabelTextClass!}">${msg("mfaAppServiceLabel")}</span></label>
          </div>
          <span class="${properties.kcInputClass!}">
            <select id="mfa-service" name="service"
              <#if serviceError?has_content>autofocus aria-invalid="true" aria-describedby="mfa-service-error"</#if>>
              <#list mfa.services as service>
                <option value="${service}"<#if service == mfa.service> selected</#if>>${service}</option>
              </#list>
            </select>
          </span>
          <#if serviceError?has_content><div class="mfa-error" id="mfa-service-error" role="alert">${serviceError}</div></#if>
        </div>
        <@parts.textField name="until" type="date" label=msg("mfaAppUntilLabel") value=mfa.until error=untilError hint=msg("mfaAppUntilHint")/>
        <div class="${properties.kcCheckboxClass!}">
          <input type="checkbox" id="logout-sessions" name="logout-sessions" class="${properties.kcCheckboxInputClass!}">
          <label for="logout-sessions" class="${properties.kcCheckboxLabelClass!}">${msg("logoutOtherSessions")}</label>
        </div>
        <@parts.primary id="mfa-app-password-submit" label=msg("mfaAppMake")/>
      </form>
    <#else>
      <p id="mfa-app-none" class="mfa-error" role="alert">${msg("mfaAppNoService")}</p>
    </#if>
    <#if isAppInitiatedAction??>
      <@parts.wish name="cancel-aia" value="true" id="mfa-cancel" label=msg("doCancel")/>
    </#if>
  </#if>
</@layout.registrationLayout>
