import { useNavigate, useSearch } from '@tanstack/react-router';
import { FirstRunPage, reachedStep } from '../../features/house/index.ts';
import { ImportBox, RecentImports } from '../../features/import/index.ts';
import { useFeed } from '../feed.ts';

/** The first-run assistant, at the step of the address, else where people were last. */
export function WelcomeRoute() {
  const feed = useFeed();
  const navigate = useNavigate();
  const { step } = useSearch({ from: '/welcome' });
  return (
    <FirstRunPage
      step={step ?? reachedStep() ?? 'welcome'}
      onStep={(next) => void navigate({ to: '/welcome', search: { step: next } })}
      importBox={
        <div className="space-y-4">
          <ImportBox roomy />
          <RecentImports feed={feed} />
        </div>
      }
    />
  );
}
