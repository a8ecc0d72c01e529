<#import "template.ftl" as layout>
<#import "mfa-parts.ftl" as parts>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    ${msg("mfaAppShownTitle", mfa.name)}
  <#elseif section = "form">
    <@parts.styles/>
    <p class="mfa-hint">${msg("mfaAppShownIntro", mfa.service, mfa.user)}</p>
    <p id="mfa-codes" class="mfa-codes mfa-long" dir="ltr"><code>${mfa.password}</code></p>
    <div class="mfa-wishes">
      <button type="button" id="mfa-copy" hidden data-copied="${msg("mfaAppCopied")}" data-failed="${msg("mfaAppNotCopied")}"
        class="${properties.kcButtonSecondaryClass!}">${msg("mfaBackupCopy")}</button>
    </div>
    <p id="mfa-copy-state" class="mfa-hint" role="status"></p>
    <script type="module" src="${url.resourcesPath}/js/mfa-copy.js"></script>
    <form id="mfa-app-password-done" class="${properties.kcFormClass!}" action="${url.loginAction}" method="post">
      <input type="hidden" name="done" value="true">
      <@parts.primary id="mfa-app-password-submit" label=msg("mfaAppDone")/>
    </form>
  </#if>
</@layout.registrationLayout>
