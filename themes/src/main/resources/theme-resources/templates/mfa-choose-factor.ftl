<#import "template.ftl" as layout>
<#import "mfa-parts.ftl" as parts>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    ${msg("mfaChooseTitle")}
  <#elseif section = "form">
    <@parts.styles/>
    <p class="mfa-hint">${msg("mfaChooseIntro")}</p>
    <div class="mfa-ways" id="mfa-choose-factor">
      <ul>
        <#list mfa.choices as type>
          <li>
            <form action="${url.loginAction}" method="post">
              <button type="submit" name="factor" value="${type}"
                class="mfa-other-way ${properties.kcButtonSecondaryClass!} ${properties.kcButtonBlockClass!}"
                aria-describedby="mfa-choice-${type?index}">${msg("mfaChoose-" + type)}</button>
            </form>
            <p class="mfa-hint" id="mfa-choice-${type?index}">${msg("mfaChooseHint-" + type)}</p>
          </li>
        </#list>
      </ul>
    </div>
  </#if>
</@layout.registrationLayout>
