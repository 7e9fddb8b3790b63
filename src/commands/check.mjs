// npm run check: is it good?
import { runChecks } from './checks.mjs'

const { failing } = await runChecks()
if (failing.length > 0) {
  console.error(`Not good yet: ${failing.join(', ')}. npm run tidy corrects what a program can correct.`)
  process.exit(1)
}
