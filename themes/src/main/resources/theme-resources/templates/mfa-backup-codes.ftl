<#import "template.ftl" as layout>
<#import "mfa-parts.ftl" as parts>
<#assign keptError = messagesPerField.get("kept")!"">
<#global title = parts.titled(keptError)>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    ${msg("mfaBackupTitle")}
  <#elseif section = "form">
    <@parts.styles/>
    <#if mfa.left == 0>
      <p id="mfa-none" class="mfa-status" role="status">${msg("mfaBackupNone")}</p>
    </#if>
    <p class="mfa-hint">${msg("mfaBackupIntro")}</p>
    <ol id="mfa-codes" class="mfa-codes" dir="ltr">
      <#list mfa.codes as code><li><code>${code}</code></li></#list>
    </ol>
    <div class="mfa-wishes mfa-not-printed">
      <button type="button" id="mfa-copy" hidden data-copied="${msg("mfaBackupCopied")}" data-failed="${msg("mfaBackupNotCopied")}"
        class="${properties.kcButtonSecondaryClass!}">${msg("mfaBackupCopy")}</button>
      <form action="${url.loginAction}" method="post">
        <button type="submit" id="mfa-download" name="mfa-action" value="download"
          class="${properties.kcButtonSecondaryClass!}">${msg("mfaBackupDownload")}</button>
      </form>
      <form action="${url.loginAction}" method="post" target="_blank">
        <button type="submit" id="mfa-print" name="mfa-action" value="print"
          class="${properties.kcButtonSecondaryClass!}">${msg("mfaBackupPrint")}</button>
      </form>
    </div>
    <p id="mfa-copy-state" class="mfa-hint mfa-not-printed" role="status"></p>
    <script type="module" src="${url.resourcesPath}/js/mfa-copy.js"></script>
    <#if (mfa.left > 0)>
      <p id="mfa-replaces" class="mfa-status mfa-not-printed">${msg("mfaBackupReplaces")}</p>
    </#if>
    <form id="mfa-backup-codes-form" class="${properties.kcFormClass!} mfa-not-printed" action="${url.loginAction}" method="post" novalidate>
      <div class="${properties.kcCheckboxClass!}">
        <input type="checkbox" id="kept" name="kept" class="${properties.kcCheckboxInputClass!}"
          <#if keptError?has_content>autofocus aria-invalid="true" aria-describedby="mfa-kept-error"</#if>>
        <label for="kept" class="${properties.kcCheckboxLabelClass!}">${msg("mfaBackupKept")}</label>
      </div>
      <#if keptError?has_content>
        <div class="mfa-error" id="mfa-kept-error" role="alert">${keptError}</div>
      </#if>
      <div class="${properties.kcCheckboxClass!}">
        <input type="checkbox" id="logout-sessions" name="logout-sessions" class="${properties.kcCheckboxInputClass!}">
        <label for="logout-sessions" class="${properties.kcCheckboxLabelClass!}">${msg("logoutOtherSessions")}</label>
      </div>
      <@parts.primary id="mfa-backup-codes-submit" label=msg("doSubmit")/>
    </form>
    <#if isAppInitiatedAction??>
      <div class="mfa-not-printed"><@parts.wish name="cancel-aia" value="true" id="mfa-cancel" label=msg("doCancel")/></div>
    </#if>
  </#if>
</@layout.registrationLayout>
