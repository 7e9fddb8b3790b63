import type { ArchiveTable } from './archive-tables.ts'

/** What came in by caseload files, and what was decided about it. */
export const fileTables: readonly ArchiveTable[] = [
  {
    ...{ table: 'import_run', file: 'caseload-files', words: 'Caseload files that were taken in.' },
    columns: {
      ...{ id: 'Its own name', at: 'When', colleague: 'By whom: “id” of colleagues; empty: Perch itself' },
      ...{ file_name: 'Name of the file', sha256: 'Its fingerprint', counts: 'What it changed, as JSON' },
      ...{ how: 'How it came: page, command or folder', source: 'Whose columns it had' },
      ...{ errors: 'Its lines that were left out, and why, as JSON' },
      ...{ undone_at: 'When it was undone', undone_by: 'By whom: “id” of colleagues' },
    },
    free: ['errors'],
  },
  {
    ...{ table: 'column_map', file: 'caseload-columns', words: 'How the columns of each source are read.' },
    columns: {
      ...{ source: 'What people call the source', columns: 'Each heading and what it is, as JSON' },
      ...{ saved_by: 'Who said so: “id” of colleagues', saved_at: 'When' },
    },
  },
  {
    ...{
      table: 'twin_decision',
      file: 'caseload-twins',
      words: 'Whether two entries of files are one person.',
    },
    columns: {
      ...{ key: 'Their two references', decision: 'merge: one person; apart: two' },
      ...{ keep: 'The reference that stays', decided_by: 'Who decided: “id” of colleagues', at: 'When' },
    },
  },
  {
    ...{
      table: 'line_choice',
      file: 'caseload-choices',
      words: 'Which side was chosen where a file and the board said two things.',
    },
    columns: {
      ...{ person: 'Whose: “id” of people', field: 'Which field', file: 'What the file said' },
      ...{ board: 'What the board said', choice: 'file or board' },
      ...{ chosen_by: 'Who chose: “id” of colleagues', at: 'When' },
    },
    free: ['file', 'board'],
  },
  {
    ...{
      table: 'file_report',
      file: 'caseload-mails',
      words: 'Mails about files of the folder; nothing of anybody stands in them.',
    },
    columns: {
      ...{ id: 'Its own name', at: 'When it was written', words: 'What it says, as JSON' },
      ...{ tries: 'How often it was tried', next_at: 'When it is tried next', sent_at: 'When it went' },
    },
  },
]

/** Tables about files that stay inside, and why. */
export const fileTablesThatStay: Readonly<Record<string, string>> = {
  file_said: 'What the last file said of each person. What became of it is in the people and their episodes.',
  import_change:
    'What each file changed, so that it can be undone. What became of it stands in the other files.',
  held_file: 'Files somebody is looking at just now. They are their own archive where they were made.',
}
