import { answer, asker } from '../../answer.ts'
import type { PageServerLoad } from './$types'

/** The people of the huddle as the shared screen may show them, and what is agreed for them. */
export const load: PageServerLoad = ({ locals }) => answer(locals.service.huddlePeople(asker(locals)))
