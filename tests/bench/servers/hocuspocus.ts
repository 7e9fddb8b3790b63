import { join } from 'node:path'
import { SQLite } from '@hocuspocus/extension-sqlite'
import { Server } from '@hocuspocus/server'
import { report } from './report.ts'

// As documented, with two things for the sake of the measurement: no banner, and silent readers are not thrown out.
const [folder = '.'] = process.argv.slice(2)
const hocuspocus = new Server({
  quiet: true,
  stopOnSignals: false,
  timeout: 3_600_000,
  extensions: [new SQLite({ database: join(folder, 'hocuspocus.db') })],
})
report(hocuspocus.httpServer, () => hocuspocus.destroy())
