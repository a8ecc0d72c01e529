<#-- Keycloak's "try another way" is a script; this is the way round it. -->
<#macro content>
  <#if auth?has_content && auth.showTryAnotherWayLink()>
    <noscript>
      <form action="${url.loginAction}" method="post">
        <button id="mfa-try-another-way" type="submit" name="tryAnotherWay" value="on"
          class="${properties.kcButtonSecondaryClass!} ${properties.kcButtonBlockClass!}">${msg("doTryAnotherWay")}</button>
      </form>
    </noscript>
  </#if>
</#macro>
