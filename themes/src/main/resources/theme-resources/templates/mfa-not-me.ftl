<#-- The page has one address for one person, in their language: Keycloak's choice of languages would lead away from it. -->
<#if locale??>
  <#global locale = {"supported": [], "rtl": locale.rtl!false, "currentLanguageTag": locale.currentLanguageTag}>
</#if>
<#global title = msg((mfa.state == "ask")?then("mfaNotMeTitle", (mfa.state == "done")?then("mfaNotMeDoneTitle", "mfaNotMeGoneTitle")))>
<#import "template.ftl" as layout>
<#import "mfa-parts.ftl" as parts>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    ${title}
  <#elseif section = "form">
    <@parts.styles/>
    <#if mfa.state == "ask">
      <p id="mfa-what" class="mfa-status">${msg(mfa.what, realm.displayName!realm.name, msg(mfa.factor))}
        <br>${msg("mfaNoticeWhen", mfa.when)}</p>
      <p>${msg("mfaNotMeIntro")}</p>
      <ul class="mfa-list">
        <li>${msg("mfaNotMeSessions")}</li>
        <#if mfa.added>
          <li>${msg("mfaNotMeAdded")}</li>
        </#if>
        <li>${msg("mfaNotMePassword")}</li>
        <li>${msg("mfaNotMeOlder")}</li>
      </ul>
      <form id="mfa-not-me-form" action="${mfa.action}" method="post" class="${properties.kcFormClass!}">
        <input type="hidden" name="token" value="${mfa.token}">
        <@parts.primary id="mfa-not-me" label=msg("mfaNotMeButton")/>
      </form>
      <p class="mfa-hint">${msg("mfaNotMeLeave")}</p>
    <#elseif mfa.state == "done">
      <p id="mfa-done" class="mfa-status" role="status">${msg(mfa.passwordAsked?then("mfaNotMeDone", "mfaNotMeDoneElsewhere"))}<#if mfa.added> ${msg("mfaNotMeDoneAdded")}</#if></p>
      <p><a id="mfa-account" href="${mfa.account}">${msg(mfa.passwordAsked?then("mfaNotMeLogin", "doLogIn"))}</a></p>
    <#else>
      <p id="mfa-gone" class="mfa-status" role="status">${msg("mfaNotMeGone")}</p>
    </#if>
  </#if>
</@layout.registrationLayout>
