import { fail } from '@sveltejs/kit'
import { inWords, Problem } from '#lib/reablement/problem.ts'
import { amendmentParts } from '#lib/reablement/record.ts'
import { answer, asker, refuse } from '../../../answer.ts'
import type { Actions, PageServerLoad } from './$types'

/** The record of one huddle, and the days of the ones beside it. */
export const load: PageServerLoad = async ({ locals, params }) => {
  const who = asker(locals)
  const record = await answer(locals.service.record(who, params.date))
  const dates = (await answer(locals.service.closedDates(who))).toSorted()
  const at = dates.indexOf(params.date)
  return { record, before: dates[at - 1] ?? null, after: dates[at + 1] ?? null }
}

export const actions: Actions = {
  /** Sets a correction beside the record; a refusal carries back what was typed. */
  amend: async ({ locals, params, request }) => {
    const given = await request.formData()
    const episode = text(given, 'episode') || null
    const part = amendmentParts.find((one) => one === text(given, 'part')) ?? 'other'
    const words = text(given, 'words')
    try {
      await locals.service.amendRecord(asker(locals), { date: params.date, episode, part, words })
      return { amended: true }
    } catch (caught) {
      if (!(caught instanceof Problem) || !sayable.has(caught.code)) refuse(caught)
      return fail(400, { refused: { episode, part, words, problem: inWords(caught).words } })
    }
  },
}

/** What somebody can put right in the form itself. */
const sayable = new Set<string>(['bad-input', 'key-safe-code'])

function text(given: FormData, name: string): string {
  const value = given.get(name)
  return typeof value === 'string' ? value : ''
}
