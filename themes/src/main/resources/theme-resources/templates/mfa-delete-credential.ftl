<#import "template.ftl" as layout>
<#import "mfa-parts.ftl" as parts>
<#assign what = mfa.label?has_content?then(mfa.label, msg(mfa.type + "-display-name"))>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    ${msg("deleteCredentialTitle", what)}
  <#elseif section = "form">
    <@parts.styles/>
    <#if mfa.last>
      <p id="mfa-last-factor" class="mfa-error" role="alert">${msg("mfaRemoveLast", what)}</p>
    <#else>
      <p id="kc-delete-text">${msg("deleteCredentialMessage", what)}</p>
      <form action="${url.loginAction}" method="post" class="${properties.kcFormClass!}">
        <div class="${properties.kcCheckboxClass!}">
          <input type="checkbox" id="logout-sessions" name="logout-sessions" class="${properties.kcCheckboxInputClass!}">
          <label for="logout-sessions" class="${properties.kcCheckboxLabelClass!}">${msg("logoutOtherSessions")}</label>
        </div>
        <@parts.primary id="kc-accept" label=msg("doConfirmDelete")/>
      </form>
    </#if>
    <@parts.wish name="cancel-aia" value="true" id="kc-decline" label=mfa.last?then(msg("mfaRemoveBack"), msg("doCancel"))/>
  </#if>
</@layout.registrationLayout>
