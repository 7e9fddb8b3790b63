import type { ArchiveTable } from './archive-tables.ts'

/** The meetings and their sealed records. */
export const huddleTables: readonly ArchiveTable[] = [
  {
    ...{
      table: 'huddle',
      file: 'huddles',
      words: 'The daily meetings. The record of a closed one never changes.',
    },
    columns: {
      id: 'Perch’s own name for it. Other files say it under “huddle”.',
      date: 'The working day it was for',
      state: 'preparing, live or closed',
      epoch: 'Which copy of its page counts, for the program',
      started_at: 'When it began',
      closed_at: 'When it closed',
      chair: 'Who chaired: “id” of colleagues',
      current: 'Whose turn it is, while it is live: “id” of episodes',
      current_since: 'Since when',
      paused_at: 'Since when its clocks stand still',
      paused_seconds: 'Seconds of pauses that are over',
      step: 'The step it is at, while it is live',
      step_since: 'Since when',
      silence_until: 'When the silent minute ends',
      closed_how: 'by a colleague, or by itself when nobody had closed it',
      page_damage: 'part or all: notes may be missing, since its page was damaged',
    },
  },
  {
    ...{
      table: 'agenda_item',
      file: 'agenda',
      words: 'Who was on the agenda of each huddle, and what came of it.',
    },
    columns: {
      ...{ huddle: '“id” of huddles', episode: '“id” of episodes', position: 'Place in the agenda, 0 first' },
      section: 'promises, new, raised, leaving, quick look or rest',
      reasons: 'Why they were on it, as JSON',
      outcome: 'discussed, no change, parked or not reached',
      seconds: 'Seconds spent on them',
      look_due: '1: nobody had looked at them for five working days',
      added_by: 'Who put them on by hand: “id” of colleagues',
      added_why: 'Why',
      parked_action: 'What came of it outside the meeting: “id” of actions',
      turn: 'The order of being reached, 1 first',
      waits_for: 'The team that was not there and had asked for them',
      waits_since: 'Day of the first such huddle',
      day: 'Their day of the six weeks',
    },
    free: ['reasons', 'added_why'],
  },
  {
    ...{
      table: 'huddle_note',
      file: 'notes',
      words: 'What was written about somebody in a huddle, as it was sealed.',
    },
    columns: {
      ...{ huddle: '“id” of huddles', episode: '“id” of episodes', text: 'The note' },
      ...{
        how: 'How it was going: ok, watch or concern',
        how_by: 'Who said so',
        raised: 'Why they were raised',
      },
      ...{ teams: 'Each team’s mark, as JSON', authors: 'Who wrote in the note, as JSON' },
    },
    free: ['text', 'raised'],
  },
  {
    ...{
      table: 'record_action',
      file: 'record-of-actions',
      words: 'What each huddle did with which action, as it stood at the close.',
    },
    columns: {
      ...{ huddle: '“id” of huddles', action: '“id” of actions', happened: 'What happened', at: 'When' },
      ...{ by_name: 'Who did it', episode: '“id” of episodes', line: 'What it was', detail: 'More about it' },
      ...{ team: 'Its team', owner_name: 'Its owner; empty: the team’s queue', due: 'Its day' },
      ...{ team_was: 'Team before', owner_was: 'Owner before', due_was: 'Day before' },
      ...{ state: 'State at the close', note: 'What had been said about it' },
    },
    free: ['line', 'detail', 'note'],
  },
  {
    ...{ table: 'person_chip', file: 'commitments', words: 'What a huddle committed to about somebody.' },
    columns: {
      ...{ huddle: '“id” of huddles', episode: '“id” of episodes', kind: 'What kind', words: 'In words' },
      ...{ colleague: 'Who said it last: “id” of colleagues', at: 'When', was: 'What stood before' },
      calls: 'The change of calls it made: “id” of calls',
    },
    free: ['words'],
  },
  {
    ...{ table: 'attendance', file: 'attendance', words: 'Who was at each huddle.' },
    columns: {
      ...{ huddle: '“id” of huddles', colleague: '“id” of colleagues', first_seen_at: 'Since when' },
      ...{ mode: 'room or remote; empty: nobody said', said_at: 'When that was said' },
      ...{ said_by: 'By whom: “id” of colleagues', left_at: 'When they left' },
      ...{ name: 'Their name at the close', team: 'Their team at the close' },
    },
  },
  {
    ...{
      table: 'huddle_figures',
      file: 'huddle-figures',
      words: 'The figures of each huddle, counted once, at its close.',
    },
    columns: {
      ...{ huddle: '“id” of huddles', seconds: 'From start to close, without pauses' },
      ...{ listed: 'People whose turn was to come', reached: 'People something came of' },
      ...{ carried_over: 'Listed and not reached', parked: 'To be discussed elsewhere' },
      ...{
        agreed: 'Actions agreed',
        accepted: 'accepted',
        declined: 'declined',
        re_dated: 'given another day',
      },
      ...{ owners: 'Colleagues named as owners', there: 'Colleagues who were there' },
      ...{ teams_there: 'Teams that were there', in_room: 'In the room', remote: 'Remote' },
      teams_missing: 'Teams nobody of which was there, as JSON',
      seconds_by_section: 'Seconds by part of the agenda, as JSON',
    },
  },
  {
    ...{ table: 'huddle_step', file: 'huddle-steps', words: 'How long each step of a huddle took.' },
    columns: { huddle: '“id” of huddles', step: 'The step', seconds: 'Whole seconds' },
  },
  {
    ...{
      table: 'amendment',
      file: 'amendments',
      words: 'Corrections of a sealed record. What they amend stays as it was.',
    },
    columns: {
      ...{
        id: 'Its own name',
        huddle: '“id” of huddles',
        episode: '“id” of episodes; empty: the whole record',
      },
      ...{ part: 'What it amends', words: 'What is right instead' },
      ...{ colleague: 'Who: “id” of colleagues', at: 'When' },
    },
    free: ['words'],
  },
  {
    ...{
      table: 'page_mark',
      file: 'marks',
      words: 'Marks on a page: how it is going, a team’s wish, why raised; who set each last.',
    },
    columns: {
      ...{ huddle: '“id” of huddles', episode: '“id” of episodes', key: 'Which mark', value: 'As set' },
      ...{ colleague: 'By whom: “id” of colleagues', at: 'When' },
    },
    free: ['value'],
  },
  {
    ...{ table: 'page_author', file: 'note-authors', words: 'Who wrote in whose note.' },
    columns: {
      ...{ huddle: '“id” of huddles', episode: '“id” of episodes' },
      ...{ colleague: 'Who: “id” of colleagues', at: 'When' },
    },
  },
  {
    ...{
      table: 'team_done',
      file: 'teams-done',
      words: 'Teams that had nothing more to ask before a huddle.',
    },
    columns: {
      ...{ huddle: '“id” of huddles', team: '“code” of teams' },
      ...{ colleague: 'Who said so: “id” of colleagues', at: 'When' },
    },
  },
]
