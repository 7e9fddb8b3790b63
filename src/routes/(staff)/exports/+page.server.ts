import { fail } from '@sveltejs/kit'
import { besideField, inWords, Problem } from '#lib/reablement/problem.ts'
import { answer, asker, refuse } from '../../answer.ts'
import { textOf } from '../../form.ts'
import type { Actions, PageServerLoad } from './$types'

/** What would go out for a quarter: `?quarter=` is a day of it. Those who lead only: the act itself asks. */
export const load: PageServerLoad = async ({ locals, url }) => ({
  seen: await answer(locals.service.exports.quarter(asker(locals), url.searchParams.get('quarter') ?? '')),
})

export const actions: Actions = {
  /** Enters what every row of Client Level Data carries. What cannot be kept is answered with what was typed. */
  codes: async ({ request, locals }) => {
    const who = asker(locals)
    const of = textOf(await request.formData())
    const typed = { laCode: of('laCode'), cqcLocation: of('cqcLocation'), delivery: of('delivery') }
    try {
      return { done: await locals.service.exports.setClientLevelData(who, typed) }
    } catch (caught) {
      if (!(caught instanceof Problem) || caught.code !== 'bad-input') refuse(caught)
      return fail(400, { problem: besideField(inWords(caught)), field: caught.field, typed })
    }
  },
}
