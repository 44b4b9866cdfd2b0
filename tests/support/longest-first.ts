/**
 * The browser tests that take longest begin first, so that the run does not end with one worker alone; the engine's own order goes by the
 * size of a file where it has not run before.
 */
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** By measured time, longest first; others follow in the order that they would have. */
const longest = ['operators', 'looks-portrait', 'desk-day', 'register', 'day', 'card-page', 'kiosk', 'desk-care', 'looks', 'desk-reports'];

const placeOf = ({ moduleId }: TestSpecification) => {
  const at = longest.findIndex((name) => moduleId.endsWith(`/e2e/${name}.test.ts`));
  return at < 0 ? longest.length : at;
};

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => placeOf(a) - placeOf(b));
  }
}
