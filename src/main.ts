import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Service } from './lib/server/service.ts'

/**
 * The process: one http server, one port. Importing the handler builds the service (hooks.server.ts `init`);
 * a second import of the service's modules here would make a second set of rooms, so only its type is imported.
 */
process.env['PROTOCOL_HEADER'] = 'x-forwarded-proto'
process.env['BODY_SIZE_LIMIT'] ??= '11M'
if (process.env['PERCH_BEHIND_PROXY'] === '1') process.env['ADDRESS_HEADER'] ??= 'x-forwarded-for'

const built = new URL('../build/handler.js', import.meta.url).href
const { handler } = (await import(built)) as {
  handler: (request: IncomingMessage, response: ServerResponse) => void
}
const slot = globalThis as unknown as Record<symbol, { service: Service } | undefined>
const service = slot[Symbol.for('perch')]?.service
if (!service) throw new Error('Perch did not start: its service was not built')

/**
 * Milliseconds an idle connection is kept. Proxies keep theirs for a minute: closed here first, at the moment they use it
 * again, the request would fail.
 */
const keepAliveTimeout = 65_000

const server = createServer({ keepAliveTimeout }, (request, response) => {
  // adapter-node would take plain http for https and refuse every form.
  if (!service.settings.behindProxy) request.headers['x-forwarded-proto'] = 'http'
  handler(request, response)
})
service.attach(server)

server.listen(service.settings.port, service.settings.host, () => {
  service.announce(server.address())
})
server.on('error', (error: NodeJS.ErrnoException) => {
  const taken = error.code === 'EADDRINUSE'
  console.error(
    taken ? `Port ${String(service.settings.port)} is taken. Set PORT to another.` : error.message,
  )
  process.exit(1)
})

let stopping = false
async function stop(): Promise<void> {
  if (stopping) return
  stopping = true
  server.close()
  await service?.close()
  server.closeAllConnections()
  process.exit(0)
}
process.on('SIGTERM', () => void stop())
process.on('SIGINT', () => void stop())
