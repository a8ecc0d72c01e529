<#import "template.ftl" as layout>
<#import "mfa-parts.ftl" as parts>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    ${msg("mfaBackupFewTitle")}
  <#elseif section = "form">
    <@parts.styles/>
    <p id="mfa-few" class="mfa-status" role="status">${msg("mfaBackupFew", mfa.left)}</p>
    <form action="${url.loginAction}" method="post" class="${properties.kcFormClass!}">
      <div class="${properties.kcFormGroupClass!}">
        <button id="mfa-backup-new" type="submit" name="mfa-action" value="new"
          class="${properties.kcButtonPrimaryClass!} ${properties.kcButtonBlockClass!}">${msg("mfaBackupNew")}</button>
      </div>
    </form>
    <@parts.wish name="mfa-action" value="later" id="mfa-backup-later" label=msg("mfaBackupLater")/>
  </#if>
</@layout.registrationLayout>
