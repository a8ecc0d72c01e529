<#import "template.ftl" as layout>
<@layout.emailLayout>
<p>${msg(enrolling?then("mfaCodeMailEnrol", "mfaCodeMailLogin"), app)}</p>
<p style="font-size: 1.6em; letter-spacing: 0.15em"><strong>${code}</strong></p>
<p>${msg("mfaCodeMailReference", reference)}<br>${msg("mfaCodeMailLifetime", minutes)}</p>
<p>${msg("mfaCodeMailWarning")}</p>
</@layout.emailLayout>
