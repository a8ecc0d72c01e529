<#import "template.ftl" as layout>
<@layout.registrationLayout displayInfo=false; section>
  <#if section = "header">
    ${msg("loginChooseAuthenticator")}
  <#elseif section = "form">
    <div class="mfa-ways">
      <ul>
        <#list auth.authenticationSelections as way>
          <li>
            <form action="${url.loginAction}" method="post">
              <button type="submit" name="authenticationExecution" value="${way.authExecId}" data-way="${way.displayName}"
                class="mfa-other-way ${properties.kcButtonSecondaryClass!} ${properties.kcButtonBlockClass!}"
                aria-describedby="mfa-way-${way?index}">${msg(way.displayName)}</button>
            </form>
            <p class="mfa-hint" id="mfa-way-${way?index}">${msg(way.helpText)}</p>
          </li>
        </#list>
      </ul>
    </div>
  </#if>
</@layout.registrationLayout>
