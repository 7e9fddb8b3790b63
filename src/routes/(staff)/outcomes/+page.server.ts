import { isHttpError } from '@sveltejs/kit'
import { answer, asker } from '../../answer.ts'
import type { PageServerLoad } from './$types'

/** The report on outcomes of a period; a period that cannot be is said beside what was typed. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const who = asker(locals)
  const from = url.searchParams.get('from') ?? ''
  const to = url.searchParams.get('to') ?? ''
  try {
    const seen = await answer(locals.service.outcomes(who, { from, to }))
    return { seen, typed: seen.period, problem: '' }
  } catch (caught) {
    if (!isHttpError(caught, 400)) throw caught
    const seen = await answer(locals.service.outcomes(who, { from: '', to: '' }))
    return { seen, typed: { from, to }, problem: caught.body.message }
  }
}
