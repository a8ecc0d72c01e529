<#-- What the pack's pages share. The page's title begins with the error, and focus goes to the field it belongs to. -->
<#macro styles>
  <link rel="stylesheet" href="${url.resourcesPath}/css/mfa.css">
</#macro>

<#function titled error>
  <#return error?has_content?then(msg("mfaErrorTitle", error, title!""), title!"")>
</#function>

<#macro textField name label error="" value="" type="text" inputmode="" autocomplete="off" autofocus=false maxlength=0 hint="">
  <div class="${properties.kcFormGroupClass!}">
    <div class="${properties.kcFormGroupLabelClass!}">
      <label for="mfa-${name}" class="${properties.kcFormLabelClass!}"><span class="${properties.kcFormLabelTextClass!}">${label}</span></label>
    </div>
    <span class="${properties.kcInputClass!}<#if error?has_content> ${properties.kcError!}</#if>">
      <input id="mfa-${name}" name="${name}" type="${type}" value="${value}" autocomplete="${autocomplete}"
        <#if inputmode?has_content>inputmode="${inputmode}"</#if>
        <#if maxlength gt 0>maxlength="${maxlength?c}"</#if>
        <#if autofocus || error?has_content>autofocus</#if>
        <#if error?has_content>aria-invalid="true"</#if>
        <#if error?has_content || hint?has_content>aria-describedby="<#if error?has_content>mfa-${name}-error </#if><#if hint?has_content>mfa-${name}-hint</#if>"</#if>>
    </span>
    <#if hint?has_content>
      <div class="mfa-hint" id="mfa-${name}-hint">${hint}</div>
    </#if>
    <#if error?has_content>
      <div class="mfa-error" id="mfa-${name}-error" role="alert">${error}</div>
    </#if>
  </div>
</#macro>

<#macro primary id label>
  <div class="${properties.kcFormGroupClass!}">
    <button id="${id}" type="submit" class="${properties.kcButtonPrimaryClass!} ${properties.kcButtonBlockClass!}">${label}</button>
  </div>
</#macro>

<#-- One button a wish, each a form of its own, so that all of it works by keyboard and without scripts. -->
<#macro wish name value label id="" class="">
  <form action="${url.loginAction}" method="post" class="mfa-wish">
    <button <#if id?has_content>id="${id}"</#if> type="submit" name="${name}" value="${value}"
      class="${properties.kcButtonLinkClass!} ${class}">${label}</button>
  </form>
</#macro>

<#-- Keycloak's own head of the form has a field without a label, and buttons that need scripts; the pack's pages say the
     same in their own way. -->
<#function person>
  <#return (auth?has_content && auth.showUsername())?then(auth.attemptedUsername!"", "")>
</#function>

<#macro withoutKeycloaksHead>
  <#global auth = "">
</#macro>

<#macro asPerson name>
  <#if name?has_content>
    <p id="mfa-person" class="mfa-hint">${msg("mfaAsPerson")} <bdi class="mfa-number">${name}</bdi></p>
  </#if>
</#macro>

<#macro otherWays ways>
  <#local others = ways?filter(way -> way.authExecId != (execution!""))>
  <#if others?has_content>
    <section class="mfa-ways" aria-labelledby="mfa-ways-title">
      <h2 id="mfa-ways-title" class="mfa-ways-title">${msg("doTryAnotherWay")}</h2>
      <ul>
        <#list others as way>
          <li>
            <form action="${url.loginAction}" method="post">
              <button type="submit" name="authenticationExecution" value="${way.authExecId}" data-way="${way.displayName}"
                class="mfa-other-way ${properties.kcButtonSecondaryClass!} ${properties.kcButtonBlockClass!}">${msg(way.displayName)}</button>
            </form>
          </li>
        </#list>
      </ul>
    </section>
  </#if>
</#macro>

<#-- Why more is asked of the person than a password. -->
<#macro why>
  <#if message?? && message.type == "info">
    <p id="mfa-why" class="mfa-status" role="status">${message.summary}</p>
  </#if>
</#macro>
