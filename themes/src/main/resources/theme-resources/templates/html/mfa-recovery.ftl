<#import "template.ftl" as layout>
<@layout.emailLayout>
<p>${msg("mfaRecoveryMailIntro", site)}</p>
<p><a href="${link}">${msg("mfaRecoveryMailLink")}</a></p>
<p>${msg("mfaRecoveryMailLifetime", hours)}</p>
<p>${msg("mfaRecoveryMailWarning")}</p>
</@layout.emailLayout>
