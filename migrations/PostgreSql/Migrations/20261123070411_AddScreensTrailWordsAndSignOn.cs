using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MakingItWork.Migrations.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class AddScreensTrailWordsAndSignOn : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Screen",
                table: "Reports",
                type: "character varying(100)",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Words",
                table: "AuditEntries",
                type: "character varying(4000)",
                maxLength: 4000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "WordsSeal",
                table: "AuditEntries",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "UsedLogoutTokens",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Subject = table.Column<Guid>(type: "uuid", nullable: true),
                    IssuedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UsedLogoutTokens", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_UsedLogoutTokens_Subject",
                table: "UsedLogoutTokens",
                column: "Subject");

            migrationBuilder.CreateIndex(
                name: "IX_UsedLogoutTokens_Until",
                table: "UsedLogoutTokens",
                column: "Until");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "UsedLogoutTokens");

            migrationBuilder.DropColumn(
                name: "Screen",
                table: "Reports");

            migrationBuilder.DropColumn(
                name: "Words",
                table: "AuditEntries");

            migrationBuilder.DropColumn(
                name: "WordsSeal",
                table: "AuditEntries");
        }
    }
}
