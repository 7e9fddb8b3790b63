import { benchArchive } from './archive.ts'
import { benchCaseload } from './caseload.ts'
import { benchPage } from './page.ts'
import { benchRoom } from './room.ts'

/** `npm run bench -- NAME`: prints figures, asserts nothing. */
const benches = { page: benchPage, room: benchRoom, caseload: benchCaseload, archive: benchArchive }

const name = process.argv[2] ?? 'page'
if (!(name in benches)) {
  console.error(`There is no bench "${name}". There is: ${Object.keys(benches).join(', ')}`)
  process.exit(2)
}
await benches[name as keyof typeof benches]()
