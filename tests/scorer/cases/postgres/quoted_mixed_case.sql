SET lock_timeout = '3s';
ALTER TABLE "Parcels" ALTER COLUMN "depotId" SET NOT NULL; -- expect: set-not-null-scan
