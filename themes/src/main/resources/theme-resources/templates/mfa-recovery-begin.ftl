<#import "template.ftl" as layout>
<#import "mfa-parts.ftl" as parts>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    ${msg("mfaRecoveryTitle")}
  <#elseif section = "form">
    <@parts.styles/>
    <#if mfa.works>
      <p class="mfa-hint">${msg("mfaRecoveryIntro")}</p>
      <form id="mfa-recovery-form" action="${mfa.action}" method="post" class="${properties.kcFormClass!}">
        <input type="hidden" name="token" value="${mfa.token}">
        <@parts.primary id="mfa-recovery-begin" label=msg("mfaRecoveryBegin")/>
      </form>
    <#else>
      <p id="mfa-recovery-over" class="mfa-error" role="alert">${msg("mfaRecoveryOver")}</p>
    </#if>
  </#if>
</@layout.registrationLayout>
