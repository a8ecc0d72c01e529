<!DOCTYPE html>
<html lang="${lang}"<#if realm.internationalizationEnabled> dir="${(locale.rtl)?then("rtl", "ltr")}"</#if>>
<head>
  <meta charset="utf-8">
  <meta name="robots" content="noindex, nofollow">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${msg("mfaBackupFileTitle", mfa.account, mfa.site)}</title>
  <link rel="stylesheet" href="${url.resourcesPath}/css/mfa.css">
</head>
<body class="mfa-printed">
  <main>
    <h1>${msg("mfaBackupFileTitle", mfa.account, mfa.site)}</h1>
    <p>${msg("mfaBackupMadeOn", mfa.madeOn)}</p>
    <ol id="mfa-codes" class="mfa-codes" dir="ltr">
      <#list mfa.codes as code><li><code>${code}</code></li></#list>
    </ol>
    <p>${msg("mfaBackupFileHint")}</p>
  </main>
</body>
</html>
