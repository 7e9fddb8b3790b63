import { aboutTables } from './archive-tables-about.ts'
import { catalogueTables } from './archive-tables-catalogue.ts'
import { endingTables } from './archive-tables-ending.ts'
import { fileTables, fileTablesThatStay } from './archive-tables-file.ts'
import { huddleTables } from './archive-tables-huddles.ts'
import { peopleTables } from './archive-tables-people.ts'
import { raisedTables } from './archive-tables-raised.ts'
import { serviceTables } from './archive-tables-service.ts'

/** One table of the database as it goes into the archive. */
export interface ArchiveTable {
  /** In the database. */
  table: string
  /** Of its files, without an ending: 'people' is csv/people.csv and json/people.json. */
  file: string
  /** What it holds, in words. */
  words: string
  /** Each column in its order, with what it means. */
  columns: Readonly<Record<string, string>>
  /** Columns that stay inside, with the reason. */
  stays?: Readonly<Record<string, string>>
  /** Columns in somebody's own words: what looks like the code of a key safe is taken out of them once more. */
  free?: readonly string[]
}

/** Every table that goes out, in the order of reading: people, huddles, what can be asked for, the service. */
export const archiveTables: readonly ArchiveTable[] = [
  ...peopleTables,
  ...aboutTables,
  ...endingTables,
  ...huddleTables,
  ...raisedTables,
  ...catalogueTables,
  ...serviceTables,
  ...fileTables,
]

/** Tables that stay inside, and why. */
export const tablesThatStay: Readonly<Record<string, string>> = {
  ...fileTablesThatStay,
  session: 'Who is signed in just now. It would let somebody in.',
  screen_code: 'Codes that shared screens show just now. They would let somebody in.',
  shown_photo: 'Which photo stands on the shared screens just now.',
  page_edit: 'The keystrokes of a page while it is written together. What was written is in the notes.',
  page_head: 'Where the log of keystrokes ends.',
  page_snapshot: 'A page as the program holds it. What was written is in the notes.',
  page_client: 'Which browser wrote as whom, while a page is written.',
}
