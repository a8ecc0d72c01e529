<#import "template.ftl" as layout>
<#import "mfa-parts.ftl" as parts>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    ${msg("mfaPreferTitle")}
  <#elseif section = "form">
    <@parts.styles/>
    <#if mfa.choices?size gt 1>
      <p class="mfa-hint">${msg("mfaPreferIntro")}</p>
      <div class="mfa-ways" id="mfa-preferred-factor">
        <ul>
          <#list mfa.choices as choice>
            <li>
              <form action="${url.loginAction}" method="post">
                <button type="submit" name="factor" value="${choice.id()}"
                  class="mfa-other-way ${properties.kcButtonSecondaryClass!} ${properties.kcButtonBlockClass!}"
                  aria-describedby="mfa-choice-${choice?index}">${msg(choice.type() + "-display-name")}</button>
              </form>
              <p class="mfa-hint" id="mfa-choice-${choice?index}"><bdi>${choice.label()}</bdi><#if choice?is_first> (${msg("mfaPreferFirst")})</#if></p>
            </li>
          </#list>
        </ul>
      </div>
    <#else>
      <p id="mfa-prefer-nothing" class="mfa-status" role="status">${msg("mfaPreferNothing")}</p>
    </#if>
    <#if isAppInitiatedAction??>
      <@parts.wish name="cancel-aia" value="true" id="mfa-cancel" label=msg("doCancel")/>
    </#if>
  </#if>
</@layout.registrationLayout>
