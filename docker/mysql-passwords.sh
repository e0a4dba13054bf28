# shellcheck shell=bash
# Run by MySQL's image behind the files of sql/, when the database is made: the accounts of sql/users.sql get their passwords.
unlock() {
  local user=$1 password
  password=$(<"/run/secrets/$2/password")
  password=${password//\\/\\\\}
  password=${password//\'/\'\'}
  mysql --defaults-extra-file=<(printf '[client]\npassword="%s"\n' "$MYSQL_ROOT_PASSWORD") --user=root --protocol=socket <<SQL
ALTER USER '$user'@'%' IDENTIFIED BY '$password';
ALTER USER '$user'@'%' ACCOUNT UNLOCK;
SQL
}
unlock healthcare_sink sink
unlock analyst analyst
