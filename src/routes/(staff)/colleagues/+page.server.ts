import { fail } from '@sveltejs/kit'
import { inWords, Problem } from '#lib/reablement/problem.ts'
import type { Qualification } from '#lib/reablement/tiers.ts'
import { answer, asker } from '../../answer.ts'
import type { Actions, PageServerLoad } from './$types'

/** Everybody who works here, and the shared screens that may show the huddle. */
export const load: PageServerLoad = ({ locals }) => answer(locals.service.screens.list(asker(locals)))

export const actions: Actions = {
  /** Pairs the screen that shows the code. */
  pair: async ({ request, locals }) => {
    const who = asker(locals)
    const given = Object.fromEntries(await request.formData())
    return said(async () => ({ paired: await locals.service.screens.pair(who, given) }), given)
  },
  /** Takes a screen's access away. */
  cutOff: async ({ request, locals }) => {
    const who = asker(locals)
    const given = Object.fromEntries(await request.formData())
    return said(async () => ({ cutOff: (await locals.service.screens.cutOff(who, given)).name }), {})
  },
  /** Says what a colleague is trained to ask for; an administrator's. */
  qualify: async ({ request, locals }) => {
    const who = asker(locals)
    const given = await request.formData()
    const input = {
      colleague: field(given, 'colleague'),
      // What is not in the list is refused where it is parsed.
      qualification: (field(given, 'qualification') || null) as Qualification | null,
    }
    return said(async () => ({ qualified: (await locals.service.setQualification(who, input)).name }), {})
  },
}

function field(given: FormData, name: string): string {
  const value = given.get(name)
  return typeof value === 'string' ? value : ''
}

const statuses: Partial<Record<Problem['code'], number>> = { 'not-allowed': 403, 'too-many-tries': 429 }

/** A refusal is answered on the same page, in words, with what was typed. */
async function said<T>(act: () => Promise<T>, typed: Record<string, unknown>) {
  try {
    return await act()
  } catch (caught) {
    if (!(caught instanceof Problem)) throw caught
    const { code, words, field } = inWords(caught)
    const kept = Object.fromEntries(
      ['code', 'name', 'for'].map((name) => [name, typeof typed[name] === 'string' ? typed[name] : '']),
    )
    return fail(statuses[code] ?? 400, { problem: words, field: field ?? null, typed: kept })
  }
}
