<#import "template.ftl" as layout>
<@layout.emailLayout>
<p>${msg(what, realmName, msg(factor))}<#if byAdministrator> ${msg("mfaNoticeByAdministrator")}</#if></p>
<#if left gte 0>
<p>${msg(few?then("mfaBackupFew", "mfaNoticeLeft"), left)}</p>
</#if>
<p>${msg("mfaNoticeWhen", when)}
<#if !byAdministrator>
<#if browser?has_content && system?has_content>
<br>${msg("mfaNoticeBrowser", msg("mfaNoticeBrowserOn", browser, system))}
<#else>
<br>${msg("mfaNoticeBrowser", browser?has_content?then(browser, msg("mfaNoticeUnknown")))}
</#if>
<br>${msg("mfaNoticePlace", place?has_content?then(place, msg("mfaNoticeUnknown")))}
<#if address?has_content>
<br>${msg("mfaNoticeAddress", address)}
</#if>
</#if>
</p>
<p>${msg("mfaNoticeIfYou")}</p>
<p>${msg("mfaNoticeIfNot", days)}</p>
<p><a href="${link}">${msg("mfaNoticeOpen")}</a></p>
<p>${msg("mfaNoticeWarning")}</p>
</@layout.emailLayout>
