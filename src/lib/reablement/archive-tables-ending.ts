import type { ArchiveTable } from './archive-tables.ts'

/** How episodes ended, and what was found out weeks later. */
export const endingTables: readonly ArchiveTable[] = [
  {
    ...{ table: 'ending', file: 'endings', words: 'How each stay ended, or what is said of its end so far.' },
    columns: {
      episode: 'Whose stay: “id” of episodes',
      said: 'JSON: what was said on the checklist for ending, by part',
      saved_by: 'Who last said something there: “id” of colleagues',
      saved_at: 'When that was',
      ending: 'How it ended; empty: it has not ended',
      national: 'The national outcome',
      follow_on: 'What is recorded to follow; empty: nobody said',
      discharged_on: 'Day of discharge from hospital, when it was known',
      checklist: 'JSON: the checklist as it stood when it ended',
      state_before: 'active or paused, before it ended',
      ended_by: 'Who ended it: “id” of colleagues',
      ended_at: 'When they did',
    },
    free: ['said', 'checklist'],
  },
  {
    ...{ table: 'later_check', file: 'later-checks', words: 'The checks 84 and 91 days later.' },
    columns: {
      id: 'Perch’s own name for the check',
      episode: 'Whose stay: “id” of episodes',
      name: 'first: 84 days; second: 91 days',
      due: 'Day to ask on',
      result: 'What was found; empty: nobody has settled it',
      found_on: 'Day it was found',
      withdrawn_at: 'When it was withdrawn, because the end was taken back',
    },
  },
  {
    ...{ table: 'later_check_step', file: 'later-check-steps', words: 'What was said of each later check.' },
    columns: {
      id: 'Perch’s own name for it',
      later_check: 'Which check: “id” of later-checks',
      at: 'When it was said',
      colleague: 'Who said it: “id” of colleagues',
      on_day: 'The day it was said',
      said: 'A result, or “no answer”',
      because: 'What said it of this check, too: “id” of this file',
      undone_at: 'When it was taken back',
      undone_by: 'Who took it back: “id” of colleagues',
    },
  },
]
