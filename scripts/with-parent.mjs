// Loaded before server.ts: when start.mjs is killed outright, the service stops gently too
// instead of holding its port and its database for ever.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
// The line alone must not keep the service alive.
process.channel?.unref()
