<#ftl output_format="plainText">
${msg(what, realmName, msg(factor))}<#if byAdministrator> ${msg("mfaNoticeByAdministrator")}</#if>
<#if left gte 0>${msg(few?then("mfaBackupFew", "mfaNoticeLeft"), left)}
</#if>

${msg("mfaNoticeWhen", when)}
<#if !byAdministrator>
<#if browser?has_content && system?has_content>
${msg("mfaNoticeBrowser", msg("mfaNoticeBrowserOn", browser, system))}
<#else>
${msg("mfaNoticeBrowser", browser?has_content?then(browser, msg("mfaNoticeUnknown")))}
</#if>
${msg("mfaNoticePlace", place?has_content?then(place, msg("mfaNoticeUnknown")))}
<#if address?has_content>
${msg("mfaNoticeAddress", address)}
</#if>
</#if>

${msg("mfaNoticeIfYou")}

${msg("mfaNoticeIfNot", days)}

${link}

${msg("mfaNoticeWarning")}
