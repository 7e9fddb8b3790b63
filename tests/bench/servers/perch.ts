import { createServer } from 'node:http'
import { join } from 'node:path'
import { Sessions } from '#lib/server/access/sessions.ts'
import { tokenIn } from '#lib/server/access/cookie.ts'
import { sameOrigin } from '#lib/server/access/origin.ts'
import { Rooms } from '#lib/server/rooms/rooms.ts'
import { checkpoint, openStorage } from '#lib/server/storage/open.ts'
import { report } from './report.ts'
import { seed } from './seed.ts'

// The real rooms with the real sessions on real storage (FULL): what `src/lib/server/live.ts` joins, without notices.
const [folder = '.', pages = '1'] = process.argv.slice(2)
const storage = openStorage(join(folder, 'perch.db'))
seed(storage, Number(pages))
const desk = { storage, clock: () => new Date() }
const sessions = new Sessions(desk)
const log = (facts: object, words: string) => {
  console.error(words, facts)
}
const rooms = new Rooms({
  desk,
  session: (id) => sessions.get(id),
  teamShort: () => 'Therapy',
  log: { info: () => undefined, warn: log, error: log },
  onMark: () => undefined,
  onTouch: (id) => {
    sessions.touch(id)
  },
})
setInterval(() => {
  if (rooms.quiet) checkpoint(storage)
}, 500)
const server = createServer()
server.on('upgrade', (request, socket, head) => {
  if (!sameOrigin(request)) return socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
  rooms.upgrade(request, socket, head, sessions.find(tokenIn(request.headers.cookie, false)))
})
report(server, async () => {
  await rooms.close()
  storage.$client.close()
})
