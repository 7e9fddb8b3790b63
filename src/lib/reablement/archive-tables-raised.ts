import type { ArchiveTable } from './archive-tables.ts'

/** What colleagues outside the meeting raised for it. */
export const raisedTables: readonly ArchiveTable[] = [
  {
    ...{
      table: 'raised',
      file: 'raised',
      words: 'What colleagues raised for the huddle from where they work, mostly by phone.',
    },
    columns: {
      id: 'Perch’s own name for it',
      episode: 'About whom: “id” of episodes',
      colleague: 'Who raised it: “id” of colleagues',
      at: 'When',
      words: 'What they said, in one line',
      after_huddle:
        'It was raised when this huddle had talked about them already, for the next: “id” of huddles',
      taken_back_at: 'When they took it back',
      photo_sha256:
        'The fingerprint of its photo, which is photos/, this row’s id, .jpg; empty: there is none, or no longer',
      photo_removed_at: 'When its photo was removed',
    },
    stays: {
      photo: 'The name of its file where Perch kept it. In the archive a photo has the name of its row.',
    },
    free: ['words'],
  },
]
