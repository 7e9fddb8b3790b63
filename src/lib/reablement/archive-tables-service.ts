import type { ArchiveTable } from './archive-tables.ts'

/** Those who work here, what came in, what left, and who did what. */
export const serviceTables: readonly ArchiveTable[] = [
  {
    ...{ table: 'team', file: 'teams', words: 'The teams.' },
    columns: {
      ...{ code: 'Two letters. Other files say it under “team”.', name: 'Its name' },
      ...{ short: 'Its name on the board', position: 'Its place, 0 first' },
    },
  },
  {
    ...{
      table: 'colleague',
      file: 'colleagues',
      words: 'Those who work here or for a partner, and shared screens.',
    },
    columns: {
      id: 'Perch’s own name for them. Other files say it under “colleague”.',
      ...{ name: 'Name', email: 'E-mail address they sign in with', job_title: 'What they are' },
      ...{ team: 'Their team: “code” of teams', role: 'colleague, manager, administrator or screen' },
      active: '1: may sign in',
      ...{ density: 'How close the rows of their board are', theme: 'How their screen looks' },
      single_keys: '1: single letters do something',
      qualification: 'What they are trained to ask for',
    },
    stays: { password_hash: 'What a password is checked against. Everybody chooses a new one elsewhere.' },
  },
  {
    ...{ table: 'setting', file: 'settings', words: 'Settings of the service.' },
    columns: { key: 'Which', value: 'As JSON' },
  },
  {
    ...{ table: 'setting_change', file: 'setting-changes', words: 'Who changed which setting, and when.' },
    columns: {
      ...{ id: 'Its number', at: 'When', colleague: 'Who: “id” of colleagues', name: 'Which' },
      ...{ before: 'What it was; empty: as Perch comes', after: 'What it became' },
    },
  },
  {
    ...{
      table: 'closure_day',
      file: 'closure-days',
      words: 'Days the council is closed beside weekends and bank holidays.',
    },
    columns: { date: 'The day', words: 'Why' },
  },
  {
    ...{
      table: 'team_time',
      file: 'team-times',
      words: 'How long something may wait at a team, and who leads it.',
    },
    columns: {
      ...{ team: '“code” of teams', minutes: 'Working minutes', lead: '“id” of colleagues' },
      ...{ changed_by: 'Who set it: “id” of colleagues', changed_at: 'When' },
    },
  },
  {
    ...{ table: 'team_identity', file: 'team-identity', words: 'How much of a person leaves for a team.' },
    columns: {
      ...{ team: '“code” of teams', identity: 'reference, initials, or name and address' },
      ...{ changed_by: 'Who set it: “id” of colleagues', changed_at: 'When' },
    },
  },
  {
    ...{ table: 'channel', file: 'channels', words: 'By what way things leave for each team.' },
    columns: {
      ...{ id: 'Its own name', team: '“code” of teams', kind: 'mail, webhook or file', is_on: '1: on' },
      ...{ changed_by: 'Who set it: “id” of colleagues', changed_at: 'When' },
    },
    stays: {
      settings: 'Addresses of other systems: some are a password in themselves.',
      secret: 'What a webhook is signed with.',
      secret_before: 'What it was signed with before.',
      before_until: 'Until when that one still signs.',
    },
  },
  {
    ...{ table: 'outbox', file: 'outbox', words: 'What was to leave because of an act.' },
    columns: {
      ...{ id: 'Its own name', at: 'When', topic: 'What happened', team: '“code” of teams' },
      ...{ action: '“id” of actions', payload: 'What goes with it, as JSON', sent_at: 'When it was taken' },
    },
    free: ['payload'],
  },
  {
    ...{ table: 'delivery', file: 'deliveries', words: 'What left by which way, and what came of it.' },
    columns: {
      ...{
        sequence: 'Order of sending',
        id: 'The name the receiver knows it by',
        channel: '“id” of channels',
      },
      ...{ outbox: '“id” of outbox', topic: 'What happened', digest: 'The digest it was part of' },
      ...{ state: 'How it stands', made_at: 'When it was made', since: 'Since when it is tried' },
      ...{ next_at: 'When it is tried next', attempts: 'How often it was tried' },
      ...{ answer: 'What came of the last attempt', ended_at: 'When it was over' },
    },
  },
  {
    ...{ table: 'screen', file: 'screens', words: 'Shared screens that were let in.' },
    columns: {
      ...{ colleague: 'The screen: “id” of colleagues', paired_by: 'Who let it in: “id” of colleagues' },
      ...{ paired_at: 'When', until: 'Until when', ended_at: 'When it was cut off', ended_by: 'By whom' },
    },
  },
  {
    ...{
      table: 'audit',
      file: 'audit',
      words: 'Who did and saw what. Each row’s hash covers the row before: what was changed later shows.',
    },
    columns: {
      ...{ sequence: 'Its number', at: 'When', colleague: 'Who: “id” of colleagues; empty: Perch itself' },
      ...{
        act: 'What',
        thing: 'To what kind of thing',
        thing_id: 'Which one',
        result: 'done, or why refused',
      },
      ...{ detail: 'More, as JSON', hash: 'SHA-256 over the hash before and this row' },
    },
  },
]
