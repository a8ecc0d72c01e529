<#import "template.ftl" as layout>
<#import "mfa-parts.ftl" as parts>
<#assign ways = auth.authenticationSelections>
<#assign person = parts.person()>
<@parts.withoutKeycloaksHead/>
<@layout.registrationLayout displayInfo=false; section>
  <#if section = "header">
    ${msg("loginChooseAuthenticator")}
  <#elseif section = "form">
    <@parts.asPerson person/>
    <div class="mfa-ways">
      <ul>
        <#list ways as way>
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
