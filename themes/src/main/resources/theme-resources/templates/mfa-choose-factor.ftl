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
        <#list mfa.choices as choice>
          <li>
            <form action="${url.loginAction}" method="post">
              <button type="submit" name="factor" value="${choice.type()}"
                class="mfa-other-way ${properties.kcButtonSecondaryClass!} ${properties.kcButtonBlockClass!}"
                aria-describedby="mfa-choice-${choice?index}">${msg(choice.label())}</button>
            </form>
            <p class="mfa-hint" id="mfa-choice-${choice?index}">${msg(choice.hint())}</p>
          </li>
        </#list>
      </ul>
    </div>
    <#if mfa.grace??>
      <p class="mfa-status" id="mfa-grace">
        <#if mfa.grace.left() == 1>${msg("mfaChooseSkipOnce")}<#elseif mfa.grace.left() gte 0>${msg("mfaChooseSkipsLeft", mfa.grace.left())}</#if>
        <#if mfa.grace.until()?has_content>${msg("mfaChooseSkipUntil", mfa.grace.until())}</#if>
      </p>
      <@parts.wish name="mfa-action" value="skip" id="mfa-skip" label=msg("mfaChooseSkip")/>
    </#if>
  </#if>
</@layout.registrationLayout>
