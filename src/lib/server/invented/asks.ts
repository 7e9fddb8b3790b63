import type { ActionKind } from '../../reablement/catalogue.ts'
import type { Moment } from './note-templates.ts'
import type { Trouble } from './people.ts'

/** Something a huddle may agree for a person. */
export interface Ask {
  /** Catalogue code; a plain task has none, but a title and a team. */
  item: string | null
  title?: string
  team?: string
  kind?: ActionKind
  /** Nobody is asked for two of the same group. */
  group: string
  rooms?: readonly string[]
  details?: readonly string[]
  quantity?: number
  /** How much likelier than others; 1 when absent. */
  likely?: number
  /** What is added to the note when it is agreed. */
  says: string
  fits: (moment: Moment) => boolean
}

const any = () => true
const is =
  (...troubles: Trouble[]) =>
  ({ person }: Moment): boolean =>
    troubles.includes(person.trouble)
const notWell = ({ how }: Moment): boolean => how !== 'ok'

const seats = ['seat height 46 cm', 'seat height 48 cm', 'seat height 50 cm']

function thing(item: string, group: string, says: string, fits: Ask['fits'], more: Partial<Ask> = {}): Ask {
  return { item, group, says, fits, ...more }
}

function task(title: string, team: string, says: string, fits: Ask['fits']): Ask {
  return { item: null, title, team, kind: 'task', group: title, says, fits }
}

const equipment: Ask[] = [
  thing('SEA-PST', 'stool', 'OT suggests a perching stool.', is('legs', 'breath', 'stroke'), {
    rooms: ['Bathroom', 'Kitchen'],
    details: seats,
    likely: 2,
  }),
  thing('SEA-PSN', 'stool', 'Perching stool without arms, there is little room.', is('breath', 'hand'), {
    rooms: ['Kitchen'],
    details: seats,
  }),
  thing('TOI-RTS4', 'toilet', 'Raised toilet seat agreed.', is('legs'), {
    rooms: ['Toilet'],
    details: ['bowl is round'],
  }),
  thing('TOI-RTS2', 'toilet', 'Lower raised seat to try first.', is('breath', 'hand'), { rooms: ['Toilet'] }),
  thing('TOI-FRS', 'toilet', 'Frame round the toilet agreed.', is('stroke', 'muddle', 'legs'), {
    rooms: ['Toilet'],
  }),
  thing('TOI-COM', 'commode', 'Commode beside the bed for the nights.', notWell, {
    rooms: ['Bedroom'],
    details: seats,
  }),
  thing('TOI-URB', 'bottle', 'Bottle for the nights.', ({ person }) => person.words.she === 'he', {
    rooms: ['Bedroom'],
  }),
  thing('BTH-BRD', 'bath', 'Therapy will show the bath board.', is('legs', 'breath'), {
    rooms: ['Bathroom'],
  }),
  thing('BTH-STL', 'bath', 'Shower stool agreed.', any, { rooms: ['Bathroom'] }),
  thing('BTH-MAT', 'mat', 'Non-slip mat agreed.', any, { rooms: ['Bathroom'] }),
  thing('SEA-CRS', 'chair', 'Raisers for the armchair.', is('legs', 'stroke'), { rooms: ['Front room'] }),
  thing('BED-LEV', 'bed', 'Bed lever to sit up with.', is('legs', 'stroke', 'muddle'), {
    rooms: ['Bedroom'],
  }),
  thing('BED-RAI', 'bed', 'Bed to be raised.', is('legs', 'breath'), {
    rooms: ['Bedroom'],
    details: ['bed has four legs'],
  }),
  thing('BED-TBL', 'table', 'Table to eat and take tablets at.', is('breath', 'stroke'), {
    rooms: ['Front room'],
  }),
  thing('PRE-CUF', 'pressure', 'Pressure cushion agreed.', notWell, { rooms: ['Front room'] }),
  thing('PRE-HEL', 'heels', 'Heel protectors agreed.', ({ how }) => how === 'concern', {
    rooms: ['Bedroom'],
  }),
  thing('WLK-FWW', 'walking', 'Frame with wheels to try.', is('legs', 'stroke'), {}),
  thing('WLK-QUA', 'walking', 'Four-foot stick to try.', is('stroke'), {}),
  thing('WLK-TRO', 'trolley', 'Trolley to carry meals.', is('legs', 'hand', 'breath'), {
    rooms: ['Kitchen'],
  }),
  thing('WLK-CAD', 'caddy', 'Caddy for the frame.', is('legs'), {}),
  thing(
    'TRF-TRN',
    'transfer',
    'Stand-and-turn aid to bring it down to one carer.',
    ({ person }) => (person.calls.at(-1)?.carers ?? 1) > 1,
  ),
  thing('DLA-KTL', 'kettle', 'Kettle tipper agreed.', is('hand', 'stroke'), { rooms: ['Kitchen'] }),
  thing('DLA-CUT', 'cutlery', 'Large-grip cutlery agreed.', is('hand', 'stroke'), { quantity: 1 }),
  thing('DLA-SOC', 'sock', 'Sock aid to be shown.', is('legs'), {}),
  thing('DLA-RCH', 'reacher', 'Reacher agreed.', is('legs', 'breath'), {}),
]

const adaptations: Ask[] = [
  thing(
    'MIN-KEY',
    'key safe',
    'Key safe to be fitted before the next evening call.',
    ({ person, day }) => {
      return person.row.keySafe !== true && day <= 12
    },
    { rooms: ['Front door'], likely: 3 },
  ),
  thing('MIN-GRS', 'rail', 'Grab rail agreed.', is('legs', 'breath', 'muddle'), {
    rooms: ['Front step', 'Bathroom', 'Back door'],
    quantity: 2,
    likely: 2,
  }),
  thing('MIN-GRL', 'rail', 'Long grab rail agreed.', is('stroke', 'legs'), {
    rooms: ['Bathroom', 'Front step'],
  }),
  thing('MIN-STR', 'stairs', 'Second stair rail agreed.', is('legs', 'breath', 'stroke'), {
    rooms: ['Stairs'],
  }),
  thing('MIN-NWL', 'stairs', 'Newel rail at the stair top.', is('legs'), { rooms: ['Stairs'] }),
  thing('MIN-HST', 'step', 'Half step for the back door.', is('legs'), { rooms: ['Back door'] }),
  thing('MIN-TAP', 'taps', 'Lever taps agreed.', is('hand', 'stroke'), { rooms: ['Kitchen'] }),
  thing('MIN-LGT', 'light', 'Sensor light for the landing.', is('muddle', 'legs'), { rooms: ['Landing'] }),
  thing('MIN-DDR', 'toilet rail', 'Drop-down rail agreed.', is('stroke'), { rooms: ['Toilet'] }),
]

const technology: Ask[] = [
  thing('TEC-PEN', 'alarm', 'Pendant alarm agreed.', ({ person }) => person.row.livesAlone === true, {
    details: ['digital line', 'SIM, no line in the house'],
    likely: 2,
  }),
  thing('TEC-FAL', 'falls', 'Fall detector agreed.', notWell, {
    details: ['to be worn at night too'],
    likely: 2,
  }),
  thing('TEC-BED', 'night', 'Bed sensor for the nights.', is('muddle', 'stroke'), { rooms: ['Bedroom'] }),
  thing('TEC-DOR', 'door', 'Door sensor, consent recorded.', is('muddle'), { rooms: ['Front door'] }),
  thing('TEC-MED', 'tablets', 'Pill dispenser agreed.', is('muddle', 'breath'), { rooms: ['Kitchen'] }),
  thing('TEC-REM', 'tablets', 'Medication reminder to try.', is('muddle', 'hand', 'breath'), {}),
  thing('TEC-CLK', 'clock', 'Day and date clock agreed.', is('muddle'), { rooms: ['Front room'] }),
  thing('TEC-SMK', 'smoke', 'Linked smoke sensor agreed.', ({ person }) => person.row.smokeAlarm === false, {
    rooms: ['Hall'],
  }),
]

const referrals: Ask[] = [
  thing(
    'REF-CAA',
    'care act',
    'Care Act assessment asked for.',
    ({ day, how }) => day >= 21 && how !== 'ok',
    { likely: 4 },
  ),
  thing(
    'REF-PKG',
    'provider',
    'Social work will press the provider.',
    ({ person }) => person.stay.kind !== 'reablement',
    { likely: 4 },
  ),
  thing('REF-CAR', 'carer', 'Carer’s assessment offered.', ({ person }) => person.row.livesAlone !== true, {
    likely: 3,
  }),
  thing('REF-BEN', 'benefits', 'Benefits advice offered.', ({ day }) => day >= 7, { likely: 2 }),
  thing('REF-PHY', 'physio', 'Physio will see.', is('legs', 'breath', 'stroke'), {}),
  thing('REF-FAL', 'falls clinic', 'Falls clinic asked.', is('legs', 'muddle'), {}),
  thing('REF-CNR', 'nurse', 'Community nurse will look.', notWell, {}),
  thing('REF-MED', 'medicines', 'Medication review asked for.', is('breath', 'muddle'), {}),
  thing('REF-CON', 'continence', 'Continence service asked.', is('muddle', 'stroke'), {}),
  thing('REF-SLT', 'swallow', 'Speech and language therapy asked.', is('stroke'), {}),
  thing('REF-DIE', 'weight', 'Dietitian asked.', notWell, {}),
  thing('REF-STA', 'stairs seen', 'Stairs to be assessed first.', is('legs', 'breath'), {}),
  thing('REF-KIT', 'kitchen seen', 'Kitchen assessment agreed.', is('hand', 'stroke', 'muddle'), {}),
  thing(
    'REF-MHA',
    'handling',
    'Handling to be looked at again.',
    ({ person }) => (person.calls.at(-1)?.carers ?? 1) > 1,
    {},
  ),
  thing(
    'REF-SWV',
    'fire',
    'Safe and well visit asked, consent recorded.',
    ({ person }) => person.row.smokeAlarm !== true,
    {},
  ),
  thing('REF-CAL', 'calls', 'Calls to be reviewed.', ({ day }) => day >= 5, { likely: 2 }),
  thing('REF-FOO', 'meals', 'Meals to be arranged.', notWell, {}),
]

const tasks: Ask[] = [
  task('Ring the family about shopping', 'RP', 'We ring the family.', any),
  task('Set up a medicines chart', 'RP', 'Medicines chart to be set up.', is('muddle', 'breath')),
  task(
    'Ask ward for the discharge letter',
    'NT',
    'Ward to send the letter.',
    ({ day, person }) => day <= 8 && person.stay.ward !== null,
  ),
  task('Write the exercise sheet in large print', 'OT', 'Exercise sheet in large print.', is('legs', 'hand')),
  task(
    'Test the pendant with the person',
    'CT',
    'Pendant to be tested together.',
    ({ day, person }) => day >= 7 && person.row.livesAlone === true,
  ),
  task(
    'Agree the last day with the family',
    'SW',
    'Last day to be agreed with the family.',
    ({ day }) => day >= 24,
  ),
]

export const asks: readonly Ask[] = [...equipment, ...adaptations, ...technology, ...referrals, ...tasks]
