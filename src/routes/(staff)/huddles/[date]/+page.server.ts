import { answer, asker } from '../../../answer.ts'
import type { PageServerLoad } from './$types'

/** The record of one huddle, and the days of the ones beside it. */
export const load: PageServerLoad = async ({ locals, params }) => {
  const who = asker(locals)
  const record = await answer(locals.service.record(who, params.date))
  const dates = (await answer(locals.service.records(who))).map(({ date }) => date).toSorted()
  const at = dates.indexOf(params.date)
  return { record, before: dates[at - 1] ?? null, after: dates[at + 1] ?? null }
}
