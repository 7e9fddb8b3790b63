import type { Colleague } from '../../reablement/colleague.ts'
import { csvText } from '../../reablement/csv.ts'
import { londonDate } from '../../reablement/dates.ts'
import type { RegisterRow } from '../../reablement/register.ts'
import { sayConnection, sayMeasured } from '../../reablement/request.ts'
import { perform } from '../access/perform.ts'
import type { Desk } from '../storage/desk.ts'
import { readFilters, whereOf } from './filters.ts'
import type { RegisterAsked } from './filters.ts'
import { actionsWithPeople, asRegisterRow, seen } from './people.ts'
import { registerOrder } from './read-register.ts'

const columns: [string, (row: RegisterRow) => string | number | null][] = [
  ['Reference', (row) => row.reference],
  ['Person', (row) => row.person],
  ['Kind', (row) => row.kind],
  ['Item', (row) => row.item],
  ['What', (row) => row.title],
  ['Quantity', (row) => row.quantity],
  ['Room', (row) => row.room],
  ['Detail', (row) => row.detail],
  ['Team', (row) => row.team],
  ['Owner', (row) => row.owner?.name ?? 'team’s queue'],
  ['Due', (row) => row.due],
  ['State', (row) => row.state],
  ['Agreed by', (row) => row.agreedBy.name],
  ['Agreed on', (row) => row.agreedOn],
  ['Ended on', (row) => row.endedOn],
  ['Last note', (row) => row.lastNote],
  ['Huddle', (row) => row.huddle],
  ['Urgent', (row) => (row.urgent ? 'yes' : null)],
  ['Because', (row) => row.because ?? null],
  [
    'Measured',
    (row) => (row.measures ?? []).map((one) => `${one.name} ${sayMeasured(row.asks ?? [], one)}`).join('; '),
  ],
  ['Measured at a visit on', (row) => row.measureOn ?? null],
  ['Measured at a visit by', (row) => row.measureBy?.name ?? null],
  ['Order reference', (row) => row.theirReference ?? null],
  ['Booked or expected', (row) => row.bookedFor ?? null],
  ['Fitted by us', (row) => (row.byUs ? 'yes' : null)],
  ['Connection', (row) => (row.connection ? sayConnection(row.connection) : null)],
  ['Test on', (row) => row.testOn ?? null],
  ['Delivered on', (row) => row.deliveredOn ?? null],
  ['On loan', (row) => (row.onLoan ? 'yes' : null)],
  ['Collected on', (row) => row.collectedOn ?? null],
  ['Stays with them since', (row) => row.stays?.on ?? null],
]

/** The whole filtered register, all pages, as CSV. @throws Problem 'bad-input', or perform's. */
export async function exportRegister(
  desk: Desk,
  who: Colleague | null,
  asked: RegisterAsked = {},
): Promise<{ fileName: string; text: string }> {
  const filters = readFilters(asked)
  const detail: Record<string, string | number> = {}
  return perform(desk, who, {
    act: 'export register',
    thing: () => ({ kind: 'service' }),
    work: (tx, at) => {
      const today = londonDate(new Date(at))
      const where = whereOf(filters, today)
      const rows = actionsWithPeople(tx, { where, order: registerOrder }).map(asRegisterRow)
      Object.assign(detail, { rows: rows.length, ...seen(rows) })
      const cells = rows.map((row) => columns.map(([, cell]) => cell(row)))
      return {
        fileName: `register-${today}.csv`,
        text: csvText(
          columns.map(([heading]) => heading),
          cells,
        ),
      }
    },
    detail,
  })
}
