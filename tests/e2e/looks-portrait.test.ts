import { browserForFile } from '../support/kiosk-page.ts';
import { describeLooks } from '../support/looks-walk.ts';

describeLooks('portrait', browserForFile());
