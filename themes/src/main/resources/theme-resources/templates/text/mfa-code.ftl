<#ftl output_format="plainText">
${msg(enrolling?then("mfaCodeMailEnrol", "mfaCodeMailLogin"), app)}

${code}

${msg("mfaCodeMailReference", reference)}
${msg("mfaCodeMailLifetime", minutes)}

${msg("mfaCodeMailWarning")}
