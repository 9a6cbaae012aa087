import process from 'node:process';

// @apollo/gateway sends metrics to its maker unless told not to; nothing of this system goes to outside hosts, ever.
process.env.APOLLO_TELEMETRY_DISABLED = 'true';
