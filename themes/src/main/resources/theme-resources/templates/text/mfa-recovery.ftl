<#ftl output_format="plainText">
${msg("mfaRecoveryMailIntro", site)}

${link}

${msg("mfaRecoveryMailLifetime", hours)}

${msg("mfaRecoveryMailWarning")}
