import { Notice } from '../parts/notice.tsx';
import { usePageTitle } from '../routing/router.ts';
import { OpenPage } from './open-page.tsx';

/** Why a link shows nothing, by the code of its refusal. Trying again helps in neither case. */
export const DeadLink = ({ because }: { readonly because: string | null }) => {
  usePageTitle('Link');
  return because === 'artifact.frozen' ? (
    <Notice isPage icon="wait" title="This file is in cold storage">
      Ask the person who sent the link to bring it back; then the link works again.
    </Notice>
  ) : (
    <Notice isPage icon="alert" title="This link has expired or was withdrawn">
      Ask the person who sent it for a new one.
    </Notice>
  );
};

export const GonePage = ({ because }: { readonly because: string | null }) => (
  <OpenPage>
    <DeadLink because={because} />
  </OpenPage>
);
