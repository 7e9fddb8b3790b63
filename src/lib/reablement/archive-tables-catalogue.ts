import type { ArchiveTable } from './archive-tables.ts'

/** What can be asked for. */
export const catalogueTables: readonly ArchiveTable[] = [
  {
    ...{
      table: 'catalogue_item',
      file: 'catalogue',
      words: 'Equipment, adaptations, care technology and referrals that can be asked for.',
    },
    columns: {
      ...{ code: 'Its code. Actions say it under “item”.', name: 'Its name' },
      kind: 'equipment, adaptation, care technology or referral',
      item_group: 'Its group',
      aliases: 'Other names, with | between them',
      measurements: 'What must be measured, with ; between them',
      check_weight: '1: the person’s weight is checked against its safe working load',
      prescriber: 'Who usually asks for it',
      tier: 'Who may: P0 anyone, P1 trusted assessor, OT, physio or nurse, P2 OT or physio, P3 OT with sign-off, CT care technology',
      supply: 'How it gets there',
      returnable: '1: it comes back at the end',
      band: 'How soon: SD same day, ND next working day, WD3, WD5, WD7 working days, INST by appointment, NS not in stock',
      team: 'Whose queue it goes to: “code” of teams',
      notes: 'Notes',
      retired: '1: no longer offered',
      safe_load: 'Safe working load in kilograms',
      first: 'What must come before it: “code” of the catalogue',
    },
  },
  {
    ...{ table: 'kit', file: 'kits', words: 'Sets of items that are asked for together.' },
    columns: {
      ...{ id: 'Its own name', key: 'Its key on the keyboard', name: 'Its name' },
      ...{ position: 'Its place, 0 first', retired: '1: no longer offered' },
    },
  },
  {
    ...{ table: 'kit_item', file: 'kit-items', words: 'What is in each kit.' },
    columns: { kit: '“id” of kits', position: 'Place in it, 0 first', item: '“code” of the catalogue' },
  },
  {
    ...{
      table: 'how_to_use',
      file: 'how-to-use',
      words: 'How an item is used, in each language, as people get it on paper.',
    },
    columns: {
      ...{ item: '“code” of the catalogue', language: 'ISO 639: en, pl', text: 'Paragraphs' },
      ...{ at: 'When it was written', colleague: 'By whom: “id” of colleagues; empty: it came with Perch' },
    },
  },
  {
    ...{ table: 'catalogue_change', file: 'catalogue-changes', words: 'Who changed what in the catalogue.' },
    columns: {
      ...{ id: 'Its number', what: 'item, kit, how to use or copy', code: 'Which one', at: 'When' },
      ...{ colleague: 'Who: “id” of colleagues', before: 'Before, as JSON', after: 'After, as JSON' },
    },
  },
]
